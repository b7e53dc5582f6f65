"""Runs one execution of a state machine in moto's interpreter, in this process, several times; prints the best time.

usage: moto_states.py DEFINITION INPUT

Both are JSON text. The output is {"seconds": ..., "parsing": ..., "events": ...}: without the server and without HTTP.
moto parses the definition again for every execution; "parsing" is that part of the seconds.
"""

import datetime
import importlib
import json
import os
import sys
import threading
import time

RUNS = 5
ROOT = "moto.stepfunctions.parser"
ARN = "arn:aws:states:us-east-1:123456789012"

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
api = importlib.import_module(f"{ROOT}.api")
execution = importlib.import_module(f"{ROOT}.backend.execution")
state_machine = importlib.import_module(f"{ROOT}.backend.state_machine")
worker = importlib.import_module(f"{ROOT}.backend.execution_worker")
parser = importlib.import_module(f"{ROOT}.asl.parse.asl_parser").AmazonStateLanguageParser


def run(definition: str, data: str) -> tuple[float, int]:
    """Seconds of one execution, and the events of its history."""
    machine = state_machine.StateMachineInstance(
        name="m", arn=f"{ARN}:stateMachine:m", definition=definition, role_arn="r", logging_config={},
        sm_type=api.StateMachineType.STANDARD)
    run = execution.Execution(
        name="e", sm_type=machine.sm_type, role_arn="r", exec_arn=f"{ARN}:execution:m:e", account_id="123456789012",
        region_name="us-east-1", state_machine=machine, start_date=datetime.datetime.now(tz=datetime.timezone.utc),
        cloud_watch_logging_session=None, activity_store={}, input_data=data)
    details = execution.EvaluationDetails(
        aws_execution_details=run._get_start_aws_execution_details(),
        execution_details=run.get_start_execution_details(), state_machine_details=run.get_start_state_machine_details())
    run.exec_worker = worker.SyncExecutionWorker(
        evaluation_details=details, exec_comm=run._get_start_execution_worker_comm(), cloud_watch_logging_session=None,
        activity_store={})
    run.exec_status = api.ExecutionStatus.RUNNING
    start = time.perf_counter()
    run.exec_worker.start()
    seconds = time.perf_counter() - start
    if getattr(run.exec_status, "value", run.exec_status) != "SUCCEEDED":
        raise SystemExit(f"{run.error}: {run.cause}")
    return seconds, len(run.to_history_output()["events"])


def parse_seconds(definition: str) -> float:
    start = time.perf_counter()
    parser.parse(definition)
    return time.perf_counter() - start


def main() -> None:
    definition, data = sys.argv[1:3]
    results = [run(definition, data) for _ in range(RUNS)]
    parsing = min(parse_seconds(definition) for _ in range(RUNS))
    print(json.dumps({"seconds": min(result[0] for result in results), "parsing": parsing, "events": results[0][1]}))


if __name__ == "__main__":
    # moto calls itself for every iteration of a Map, deeper than Python and its usual stack allow.
    sys.setrecursionlimit(100_000)
    threading.stack_size(512 << 20)
    thread = threading.Thread(target=main)
    thread.start()
    thread.join()
