"""The schedule: jobs at times given in cron's five fields, in UTC. At most one run for one time, on one process."""

from cronsim import CronSim
from sqlalchemy import select

from community.clock import now
from community.data.database import session
from community.data.unit_of_work import end_reads, unit_of_work
from community.events.contract import Job
from community.events.models import JobRun
from community.events.registry import registry


def run_due() -> list[str]:
    """Run every job whose time has come. Returns their names.

    A job that fails runs again at its next time; one of a module that is off waits for the next time, too.
    """
    at = now()
    due = {row.name: row.next_at for row in session().scalars(select(JobRun))}
    ran = []
    for job in registry().jobs:
        if job.name not in due:
            _book(job, None, first=True)
        elif due[job.name] <= at:
            if registry().is_off(job.name.partition(".")[0]):
                _book(job, None, first=True)
                continue
            _run(job)
            ran.append(job.name)
    return ran


def _run(job: Job) -> None:
    error = None
    _book(job, None)
    try:
        job.call()
        end_reads()  # rows changed outside a unit of work are an error of the job's own
    except Exception as problem:  # noqa: BLE001 - kept for operators; the job runs again at its next time
        session().close()  # whatever it left undone
        error = f"{type(problem).__name__}: {problem}"[-4000:]
        _book(job, error)


def _book(job: Job, error: str | None, *, first: bool = False) -> None:
    at = now()
    with unit_of_work():
        row = session().get(JobRun, job.name) or JobRun(name=job.name)
        row.next_at = next(CronSim(job.cron, at))
        row.last_error = error
        row.last_at = row.last_at if first else at
        session().add(row)
