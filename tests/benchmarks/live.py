"""How fast a reply reaches everybody who has the space open, beside a bare Flask-SocketIO broadcast of the same run.

One server process, N people connected by websocket from another process, on this machine. For each reply: the time from
sending the POST to the arrival of the nudge at each of them. The bare server gets a POST that broadcasts to one room.
"""

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import requests
from itsdangerous import URLSafeTimedSerializer

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent / "live_parts")]

from websocket_clients import Crowd  # noqa: E402 - one of its parts


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def people(count: int) -> tuple[list[str], str, str]:
    """A collaboration of `count` signed-in people and a thread: their cookies, the thread's public id, a form token."""
    from community.app import create_app
    from community.data import migrations
    from community.data.unit_of_work import unit_of_work
    from community.events.runner import drain
    from community.host.commands import lines
    from community.people.actors import actor_of
    from community.people.service.sign_in import start
    from community.testing.factories import Make
    from plugins.discussions import service

    app = create_app()
    with app.app_context():
        migrations.upgrade(lines())
        make = Make()
        collaboration = make.collaboration("Everybody")
        teams = [make.team(collaboration) for _ in range(12)]
        rows = [make.member(teams[n % 12]) for n in range(count)]
        space = make.space(collaboration)
        thread, _ = service.open_thread(actor_of(rows[0].id), space.public_id, service.written("Hello", title="Hello"))
        drain(app)
        signer = app.session_interface.get_signing_serializer(app)
        raw = "benchmark"
        cookies = []
        for row in rows:
            with unit_of_work():
                secret = start(row, "benchmark")
            kept = {"_user_id": secret, "_fresh": True, "_permanent": True, "csrf_token": raw}
            cookies.append(f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(kept)}")
        token = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(raw)
    return cookies, thread.public_id, token


def start_server(command: list[str], port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a server and wait until it answers."""
    log = (Path(environment["COMMUNITY_INSTANCE"]) / "server.log").open("ab")
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if requests.get(f"http://127.0.0.1:{port}/healthz", timeout=2).ok:
                return process
        except requests.RequestException:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def stop_server(process: subprocess.Popen[bytes]) -> None:
    """End a server that this run started."""
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()


def memory(pid: int) -> float:
    """Resident memory of a process and its children, in MB."""
    import psutil

    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(one.memory_info().rss for one in family) / 1e6


async def ours(
    port: int, cookies: list[str], thread: str, token: str, rounds: int
) -> tuple[list[list[float]], list[float]]:
    """Post replies; the seconds until each nudge arrived, a list a round, and until each POST was answered."""
    crowd = Crowd(port, cookies)
    await crowd.connect()
    poster = requests.Session()
    found = []
    answered: list[float] = []
    for n in range(rounds + 1):
        crowd.arrived.clear()
        began = time.monotonic()
        answer = await asyncio.to_thread(
            poster.post, f"http://127.0.0.1:{port}/discussions/threads/{thread}/replies",
            data={"csrf_token": token, "body": f"Reply {n}", "language": "en"},
            headers={"Cookie": cookies[0]}, allow_redirects=False, timeout=60,
        )  # fmt: skip
        assert answer.status_code == 303, answer.status_code
        answered.append(time.monotonic() - began)
        name = "nudge:discussions.reply_posted"
        complete = await crowd.all_have(name, 60)
        assert complete, f"{len(crowd.arrived[name])} of {len(cookies)}"
        found.append([at - began for _, at in crowd.arrived[name]])
        await asyncio.sleep(1)
    crowd.close()
    return found[1:], answered[1:]


async def bare(port: int, count: int, rounds: int) -> list[list[float]]:
    """Broadcast; the seconds until each arrived, a list a round."""
    crowd = Crowd(port, [""] * count)
    await crowd.connect()
    found = []
    for n in range(rounds + 1):
        crowd.arrived.clear()
        began = time.monotonic()
        await asyncio.to_thread(requests.post, f"http://127.0.0.1:{port}/emit?n={n}", timeout=60)
        assert await crowd.all_have(f"bare:{n}", 60)
        found.append([at - began for _, at in crowd.arrived[f"bare:{n}"]])
        await asyncio.sleep(1)
    crowd.close()
    return found[1:]


def summary(rounds: list[list[float]]) -> dict[str, float]:
    """Median, p95 and the last, in milliseconds."""
    flat = sorted(1000 * one for some in rounds for one in some)
    return {
        "median_ms": round(statistics.median(flat), 1),
        "p95_ms": round(flat[int(len(flat) * 0.95) - 1], 1),
        "last_ms": round(flat[-1], 1),
    }


def measure(mode: str, count: int, rounds: int) -> dict[str, object]:
    """Both servers, one after the other, in one run."""
    folder = tempfile.mkdtemp(prefix="throughline-live-")
    os.environ.update(COMMUNITY_INSTANCE=folder, COMMUNITY_LOG_LEVEL="ERROR")
    cookies, thread, token = people(count)
    port, other = free_port(), free_port()
    environment = {**os.environ, "COMMUNITY_BIND": f"127.0.0.1:{other}"}
    community = str(Path(sys.executable).with_name("community"))
    process = start_server([community, "serve", "--port", str(port), "--mode", mode], port, environment)
    before = memory(process.pid)
    try:
        us, answered = asyncio.run(ours(port, cookies, thread, token, rounds))
        after = memory(process.pid)
    finally:
        stop_server(process)
    threads = ["-k", "gthread", "--threads", "1500", "--worker-connections", "3000"]
    kind = ["-c", str(ROOT / "tests/benchmarks/live_parts/bare_gevent.py")] if mode == "gevent" else threads
    command = [sys.executable, "-m", "gunicorn", *kind, "-b", f"127.0.0.1:{other}", "--no-control-socket",
               "--chdir", str(ROOT / "tests/benchmarks/live_parts"), "bare_socketio:app"]  # fmt: skip
    process = start_server(command, other, environment)
    try:
        them = asyncio.run(bare(other, count, rounds))
    finally:
        stop_server(process)
    mine, theirs = summary(us), summary(them)
    return {
        "mode": mode, "people": count, "rounds": rounds, "reply": mine, "bare broadcast": theirs,
        "post answered": summary([answered]),
        "ratio_median": round(mine["median_ms"] / theirs["median_ms"], 2),
        "ratio_p95": round(mine["p95_ms"] / theirs["p95_ms"], 2),
        "memory_mb": {"before": round(before), "connected": round(after)},
    }  # fmt: skip


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mode", choices=("threads", "gevent"), action="append")
    parser.add_argument("--people", type=int, help="default: 200 by threads, 1000 by gevent")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    found = [
        measure(mode, chosen.people or (200 if mode == "threads" else 1000), chosen.rounds)
        for mode in chosen.mode or ("threads", "gevent")
    ]
    if chosen.json:
        print(json.dumps(found, indent=2))
        return
    for one in found:
        print(f"{one['mode']}, {one['people']} people, {one['rounds']} replies, memory {one['memory_mb']} MB")
        for name in ("reply", "post answered", "bare broadcast"):
            print(f"  {name:<16}{one[name]}")
        print(f"  ratio: median {one['ratio_median']}, p95 {one['ratio_p95']}")


if __name__ == "__main__":
    main()
