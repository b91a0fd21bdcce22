"""Words that carry no meaning of their own, in English and in Spanish: one list for both.

*para* is not on it: in a school it is also a person.
"""

_ENGLISH = """
a about above after again against all also am an and any are aren't as at be because been before being below between
both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each either else etc ever
every few for from further get gets got had hadn't has hasn't have haven't having he her here hers herself him himself
his how however i i'd i'll i'm i've if in into is isn't it it's its itself just let let's may me might more most much
must my myself neither no nor not now of off often on once only onto or other our ours ourselves out over own per rather
same shall she should shouldn't since so some such than that that's the their theirs them themselves then there these
they they're this those though through thus to too under until up upon us very via was wasn't we we're were weren't what
when where whether which while who whom whose why will with within without won't would wouldn't yet you your yours
yourself yourselves
"""

_SPANISH = """
al algo algun alguna algunas alguno algunos ante antes aquel aquella aquellos asi aun aunque bajo bien cada como con
contra cual cuales cuando de del desde donde dos e el ella ellas ello ellos en entre era eran eres es esa esas ese eso
esos esta estaba estan estar estas este esto estos estoy fue fueron ha habia han has hasta hay la las le les lo los mas
me mi mis mientras muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros pero poco
por porque pues que quien quienes se sea segun ser si sido sin sobre son su sus tal tambien tan tanto te tiene tienen
toda todas todo todos tu tus u un una unas uno unos usted ustedes y ya yo
"""

# What people write around a question. Dropped only from longer queries, when something else is left.
_ASKING = """
anybody anyone article articles does example examples exist find give help information interested know looking need
paper papers please question show someone something tell thing things use used using want wants way ways wondering
alguien articulo articulos ayuda busco buscar conocer ejemplo ejemplos encontrar existe existen favor informacion manera
mostrar necesito puede pueden quiero saber
"""


def _list(text: str) -> frozenset[str]:
    return frozenset(word.replace("'", "") for word in text.split())


STOP = _list(_ENGLISH) | _list(_SPANISH)
ASKING = _list(_ASKING)
