#!/usr/bin/env python3
"""Drives `states serve` with boto3 through every operation of the API, as its users do.

    drive_service.py URL

Prints the names of the operations that were called; a broken promise ends it with a traceback.
"""
import json
import sys
import threading
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ROLE = "arn:aws:iam::123456789012:role/local"
PREFIX = "arn:aws:states:us-east-1:123456789012"


def client(url):
    return boto3.client(
        "stepfunctions", endpoint_url=url, region_name="us-east-1", aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(inject_host_prefix=False, retries={"max_attempts": 1}, parameter_validation=False))


def machine(**states):
    return json.dumps({"StartAt": next(iter(states)), "States": states})


def refused(code, call, **parameters):
    """Makes a call that must fail with a code, and gives the message."""
    try:
        call(**parameters)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return error.response["Error"]["Message"]
    raise AssertionError(f"{call} was not refused with {code}")


def ended(sfn, arn):
    """The description of an execution that is over."""
    for _ in range(400):
        description = sfn.describe_execution(executionArn=arn)
        if description["status"] != "RUNNING":
            return description
        time.sleep(0.025)
    raise AssertionError(f"{arn} does not end")


def state_machines(sfn):
    passes = machine(First={"Type": "Pass", "Assign": {"x": 1}, "Next": "Last"},
                     Last={"Type": "Pass", "Parameters": {"x.$": "$x"}, "End": True})
    created = sfn.create_state_machine(
        name="passes", definition=passes, roleArn=ROLE, tags=[{"key": "team", "value": "a"}])
    arn = created["stateMachineArn"]
    assert arn == f"{PREFIX}:stateMachine:passes"
    assert sfn.create_state_machine(name="passes", definition=passes, roleArn=ROLE)["stateMachineArn"] == arn
    refused("StateMachineAlreadyExists", sfn.create_state_machine, name="passes", roleArn=ROLE,
            definition=machine(Other={"Type": "Succeed"}))
    message = refused("InvalidDefinition", sfn.create_state_machine, name="broken", roleArn=ROLE,
                      definition=machine(One={"Type": "Pass", "Next": "Two"}))
    assert message.startswith("Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: Two"
                              " at /States/One/Next"), message
    refused("InvalidName", sfn.create_state_machine, name="a b", definition=passes, roleArn=ROLE)
    message = refused("ValidationException", sfn.create_state_machine, name="n" * 81, definition=passes)
    assert message.startswith("2 validation errors detected: Value 'nnn"), message
    assert "Member must have length less than or equal to 80" in message
    assert "Value null at 'roleArn' failed to satisfy constraint: Member must not be null" in message

    described = sfn.describe_state_machine(stateMachineArn=arn)
    assert described["status"] == "ACTIVE" and described["type"] == "STANDARD"
    assert described["definition"] == passes and described["variableReferences"] == {"Last": ["x"]}
    assert abs(time.time() - described["creationDate"].timestamp()) < 60
    assert sfn.describe_state_machine(stateMachineArn=arn, includedData="METADATA_ONLY")["definition"] == "{}"
    refused("StateMachineDoesNotExist", sfn.describe_state_machine, stateMachineArn=arn + "x")
    assert refused("InvalidArn", sfn.describe_state_machine, stateMachineArn="x") \
        == "Invalid Arn: 'Invalid ARN prefix: x'"

    updated = sfn.update_state_machine(stateMachineArn=arn, roleArn=ROLE + "2")
    assert sfn.describe_state_machine(stateMachineArn=arn)["revisionId"] == updated["revisionId"]
    refused("MissingRequiredParameter", sfn.update_state_machine, stateMachineArn=arn)

    for number in range(3):
        sfn.create_state_machine(
            name=f"many-{number}", definition=machine(Only={"Type": "Succeed"}), roleArn=ROLE)
    page = sfn.list_state_machines(maxResults=2)
    assert len(page["stateMachines"]) == 2
    rest = sfn.list_state_machines(nextToken=page["nextToken"])
    assert "nextToken" not in rest and len(rest["stateMachines"]) == 2
    refused("InvalidToken", sfn.list_state_machines, nextToken="nonsense")
    gone = f"{PREFIX}:stateMachine:many-2"
    sfn.delete_state_machine(stateMachineArn=gone)
    refused("StateMachineDoesNotExist", sfn.describe_state_machine, stateMachineArn=gone)
    return arn


def tags(sfn, arn):
    sfn.tag_resource(resourceArn=arn, tags=[{"key": "stage", "value": "test"}])
    listed = sfn.list_tags_for_resource(resourceArn=arn)["tags"]
    assert listed == [{"key": "stage", "value": "test"}, {"key": "team", "value": "a"}], listed
    sfn.untag_resource(resourceArn=arn, tagKeys=["team"])
    assert len(sfn.list_tags_for_resource(resourceArn=arn)["tags"]) == 1
    refused("TooManyTags", sfn.tag_resource, resourceArn=arn,
            tags=[{"key": str(number), "value": ""} for number in range(51)])
    refused("ResourceNotFound", sfn.tag_resource, resourceArn=arn + "x", tags=[])
    for key in ["", "aws:x", "a?"]:
        refused("ValidationException", sfn.tag_resource, resourceArn=arn, tags=[{"key": key, "value": ""}])
    sfn.tag_resource(resourceArn=arn, tags=[{"key": "Größe 1/2 _.:/=+-@", "value": ""}])


def executions(sfn, arn):
    started = sfn.start_execution(stateMachineArn=arn, name="one", input='{"a": 1}')
    description = ended(sfn, started["executionArn"])
    assert description["status"] == "SUCCEEDED" and json.loads(description["output"]) == {"x": 1}
    assert description["input"] == '{"a": 1}' and description["stopDate"] >= description["startDate"]
    refused("ExecutionAlreadyExists", sfn.start_execution, stateMachineArn=arn, name="one", input='{"a": 1}')
    refused("InvalidExecutionInput", sfn.start_execution, stateMachineArn=arn, input="{a}")
    refused("ExecutionDoesNotExist", sfn.describe_execution, executionArn=started["executionArn"] + "x")

    whole = sfn.get_execution_history(executionArn=started["executionArn"])["events"]
    assert [event["type"] for event in whole] == [
        "ExecutionStarted", "PassStateEntered", "PassStateExited", "PassStateEntered", "PassStateExited",
        "ExecutionSucceeded"]
    assert whole[0]["executionStartedEventDetails"]["inputDetails"] == {"truncated": False}
    pages, token = [], {}
    while token is not None:
        page = sfn.get_execution_history(
            executionArn=started["executionArn"], maxResults=4, reverseOrder=True, **token)
        pages.append([event["id"] for event in page["events"]])
        token = {"nextToken": page["nextToken"]} if "nextToken" in page else None
    assert pages == [[6, 5, 4, 3], [2, 1]], pages
    bare = sfn.get_execution_history(executionArn=started["executionArn"], includeExecutionData=False)["events"]
    assert "input" not in bare[0]["executionStartedEventDetails"]
    assert sfn.describe_state_machine_for_execution(executionArn=started["executionArn"])["stateMachineArn"] == arn

    waiting = sfn.create_state_machine(
        name="waiting", roleArn=ROLE,
        definition=machine(Wait={"Type": "Wait", "Seconds": 1000, "End": True}))["stateMachineArn"]
    first = sfn.start_execution(stateMachineArn=waiting, name="same", input="{}")
    again = sfn.start_execution(stateMachineArn=waiting, name="same", input="{}")
    assert first["executionArn"] == again["executionArn"] and first["startDate"] == again["startDate"]
    refused("ExecutionAlreadyExists", sfn.start_execution, stateMachineArn=waiting, name="same", input="[]")
    for _ in range(2):
        sfn.start_execution(stateMachineArn=waiting)
    running = sfn.list_executions(stateMachineArn=waiting, statusFilter="RUNNING", maxResults=2)
    assert len(running["executions"]) == 2
    rest = sfn.list_executions(
        stateMachineArn=waiting, statusFilter="RUNNING", maxResults=2, nextToken=running["nextToken"])
    assert [item["name"] for item in rest["executions"]] == ["same"] and "nextToken" not in rest
    sfn.stop_execution(executionArn=first["executionArn"], error="Enough", cause="It took too long")
    stopped = sfn.describe_execution(executionArn=first["executionArn"])
    assert (stopped["status"], stopped["error"], stopped["cause"]) == ("ABORTED", "Enough", "It took too long")
    assert stopped["redriveStatus"] == "REDRIVABLE"
    listed = sfn.list_executions(stateMachineArn=waiting, statusFilter="ABORTED")["executions"]
    assert [item["executionArn"] for item in listed] == [first["executionArn"]]
    message = refused("ValidationException", sfn.list_executions, stateMachineArn=waiting, statusFilter="DONE")
    assert "Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]" in message
    sfn.delete_state_machine(stateMachineArn=waiting)
    assert sfn.describe_state_machine(stateMachineArn=waiting)["status"] == "DELETING"
    refused("StateMachineDeleting", sfn.start_execution, stateMachineArn=waiting)
    for item in running["executions"]:
        sfn.stop_execution(executionArn=item["executionArn"])
    refused("StateMachineDoesNotExist", sfn.describe_state_machine, stateMachineArn=waiting)


def express(sfn, standard):
    arn = sfn.create_state_machine(
        name="express", type="EXPRESS", roleArn=ROLE,
        definition=machine(Only={"Type": "Pass", "Result": 42, "End": True}))["stateMachineArn"]
    result = sfn.start_sync_execution(stateMachineArn=arn, name="now", input="{}")
    assert (result["status"], result["output"]) == ("SUCCEEDED", "42")
    assert result["billingDetails"] == {"billedDurationInMilliseconds": 100, "billedMemoryUsedInMB": 64}
    assert result["executionArn"].startswith(f"{PREFIX}:express:express:now:")
    assert sfn.start_execution(stateMachineArn=arn)["executionArn"].startswith(f"{PREFIX}:express:express:")
    refused("StateMachineTypeNotSupported", sfn.start_sync_execution, stateMachineArn=standard)
    refused("StateMachineTypeNotSupported", sfn.list_executions, stateMachineArn=arn)


def activities(sfn):
    arn = sfn.create_activity(name="work")["activityArn"]
    assert sfn.create_activity(name="work")["activityArn"] == arn
    assert sfn.describe_activity(activityArn=arn)["name"] == "work"
    assert [item["name"] for item in sfn.list_activities()["activities"]] == ["work"]
    machine_arn = sfn.create_state_machine(
        name="activities", roleArn=ROLE,
        definition=machine(Work={"Type": "Task", "Resource": arn, "HeartbeatSeconds": 2, "TimeoutSeconds": 30,
                                 "End": True}))["stateMachineArn"]

    def next_task(payload):
        started = sfn.start_execution(stateMachineArn=machine_arn, input=json.dumps(payload))["executionArn"]
        task = sfn.get_activity_task(activityArn=arn, workerName="worker")
        assert json.loads(task["input"]) == payload
        return started, task["taskToken"]

    execution, token = next_task({"number": 1})
    sfn.send_task_heartbeat(taskToken=token)
    refused("InvalidOutput", sfn.send_task_success, taskToken=token, output="{")
    sfn.send_task_success(taskToken=token, output='{"done": true}')
    description = ended(sfn, execution)
    assert json.loads(description["output"]) == {"done": True}
    types = [event["type"] for event in sfn.get_execution_history(executionArn=execution)["events"]]
    assert types == ["ExecutionStarted", "TaskStateEntered", "ActivityScheduled", "ActivityStarted",
                     "ActivitySucceeded", "TaskStateExited", "ExecutionSucceeded"], types
    refused("TaskTimedOut", sfn.send_task_success, taskToken=token, output="{}")
    refused("InvalidToken", sfn.send_task_heartbeat, taskToken="nonsense")
    refused("TaskDoesNotExist", sfn.send_task_heartbeat, taskToken="AQC" + "A" * 128)

    execution, token = next_task({"number": 2})
    sfn.send_task_failure(taskToken=token, error="Broken", cause="It broke")
    assert ended(sfn, execution)["error"] == "Broken"

    execution, token = next_task({"number": 3})
    assert ended(sfn, execution)["error"] == "States.Timeout"
    refused("TaskTimedOut", sfn.send_task_heartbeat, taskToken=token)

    # A worker that asks before there is work gets it when it comes.
    found = {}
    worker = threading.Thread(target=lambda: found.update(sfn.get_activity_task(activityArn=arn)))
    worker.start()
    execution = sfn.start_execution(stateMachineArn=machine_arn)["executionArn"]
    worker.join(20)
    sfn.send_task_success(taskToken=found["taskToken"], output="1")
    assert ended(sfn, execution)["output"] == "1"
    sfn.delete_activity(activityArn=arn)
    refused("ActivityDoesNotExist", sfn.get_activity_task, activityArn=arn)


def redrive(sfn):
    work = sfn.create_activity(name="fragile")["activityArn"]
    arn = sfn.create_state_machine(
        name="fragile", roleArn=ROLE,
        definition=machine(First={"Type": "Pass", "Result": {"a": 1}, "Assign": {"x": 2}, "Next": "Work"},
                           Work={"Type": "Task", "Resource": work, "Next": "Last"},
                           Last={"Type": "Pass", "End": True, "Parameters": {
                               "x.$": "$x", "result.$": "$", "count.$": "$$.Execution.RedriveCount"}}))["stateMachineArn"]

    def next_task():
        task = sfn.get_activity_task(activityArn=work)
        assert json.loads(task["input"]) == {"a": 1}
        return task["taskToken"]

    execution = sfn.start_execution(stateMachineArn=arn, name="one")["executionArn"]
    running = sfn.describe_execution(executionArn=execution)
    assert running["redriveStatusReason"] == "Execution is RUNNING and cannot be redriven"
    assert refused("ExecutionNotRedrivable", sfn.redrive_execution, executionArn=execution) \
        == "Execution is RUNNING and cannot be redriven"
    sfn.send_task_failure(taskToken=next_task(), error="Broken")
    failed = ended(sfn, execution)
    assert (failed["error"], failed["redriveStatus"], failed["redriveCount"]) == ("Broken", "REDRIVABLE", 0)

    date = sfn.redrive_execution(executionArn=execution, clientToken="first")["redriveDate"]
    assert sfn.redrive_execution(executionArn=execution, clientToken="first")["redriveDate"] == date
    redriven = sfn.describe_execution(executionArn=execution)
    assert (redriven["status"], redriven["redriveCount"], redriven["redriveDate"]) == ("RUNNING", 1, date)
    assert "error" not in redriven and "stopDate" not in redriven
    sfn.send_task_failure(taskToken=next_task(), error="Broken again")
    assert ended(sfn, execution)["error"] == "Broken again"
    sfn.redrive_execution(executionArn=execution)
    sfn.send_task_success(taskToken=next_task(), output='"done"')
    description = ended(sfn, execution)
    assert json.loads(description["output"]) == {"x": 2, "result": "done", "count": 2}, description
    assert description["redriveCount"] == 2 and description["redriveDate"] > date
    events = sfn.get_execution_history(executionArn=execution)["events"]
    attempt = ["ActivityScheduled", "ActivityStarted"]
    again = ["ActivityFailed", "ExecutionFailed", "ExecutionRedriven"]
    assert [event["type"] for event in events] == [
        "ExecutionStarted", "PassStateEntered", "PassStateExited", "TaskStateEntered", *attempt, *again, *attempt,
        *again, *attempt, "ActivitySucceeded", "TaskStateExited", "PassStateEntered", "PassStateExited",
        "ExecutionSucceeded"]
    assert [event["executionRedrivenEventDetails"]["redriveCount"] for event in events
            if event["type"] == "ExecutionRedriven"] == [1, 2]
    assert refused("ExecutionNotRedrivable", sfn.redrive_execution, executionArn=execution) \
        == "Execution is SUCCEEDED and cannot be redriven"
    refused("ExecutionDoesNotExist", sfn.redrive_execution, executionArn=execution + "x")

    other = sfn.start_execution(stateMachineArn=arn, name="two")["executionArn"]
    sfn.stop_execution(executionArn=other)
    for word, name in [("REDRIVEN", "one"), ("NOT_REDRIVEN", "two")]:
        listed = sfn.list_executions(stateMachineArn=arn, redriveFilter=word)["executions"]
        assert [item["name"] for item in listed] == [name]
    assert listed[0]["redriveCount"] == 0 and "redriveDate" not in listed[0]


def map_runs(sfn):
    wait = {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 600, "End": True}}}
    wait["ProcessorConfig"] = {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}
    arn = sfn.create_state_machine(
        name="mapped", roleArn=ROLE,
        definition=machine(Each={"Type": "Map", "ItemProcessor": wait, "MaxConcurrency": 2, "End": True}),
    )["stateMachineArn"]
    execution = sfn.start_execution(stateMachineArn=arn, input="[1, 2, 3]")["executionArn"]
    runs = []
    while not runs:
        runs = sfn.list_map_runs(executionArn=execution)["mapRuns"]
    run = sfn.describe_map_run(mapRunArn=runs[0]["mapRunArn"])
    assert run["executionArn"] == execution and run["status"] == "RUNNING"
    assert (run["itemCounts"]["total"], run["itemCounts"]["running"], run["maxConcurrency"]) == (3, 2, 2)
    sfn.update_map_run(mapRunArn=run["mapRunArn"], maxConcurrency=3, toleratedFailurePercentage=10.5)
    while run["maxConcurrency"] == 2:
        run = sfn.describe_map_run(mapRunArn=run["mapRunArn"])
    assert run["itemCounts"]["running"] == 3 and run["toleratedFailurePercentage"] == 10.5
    children = sfn.list_executions(mapRunArn=run["mapRunArn"], statusFilter="RUNNING")["executions"]
    assert len(children) == 3
    refused("ValidationException", sfn.stop_execution, executionArn=children[0]["executionArn"])
    sfn.stop_execution(executionArn=execution)
    stopped = sfn.list_executions(mapRunArn=run["mapRunArn"])["executions"]
    assert [item["status"] for item in stopped] == ["ABORTED"] * 3
    run = sfn.describe_map_run(mapRunArn=run["mapRunArn"])
    assert run["status"] == "ABORTED" and run["itemCounts"]["aborted"] == 3
    refused("ValidationException", sfn.update_map_run, mapRunArn=run["mapRunArn"], maxConcurrency=1)
    refused("ResourceNotFound", sfn.describe_map_run, mapRunArn=run["mapRunArn"] + "x")


def children(sfn):
    processor = {
        "StartAt": "Odd", "States": {
            "Odd": {"Type": "Choice", "Default": "Even",
                    "Choices": [{"Variable": "$", "NumericEquals": 1, "Next": "Bad"}]},
            "Even": {"Type": "Pass", "End": True},
            "Bad": {"Type": "Fail", "Error": "Odd"}}}

    def run(name, kind, items):
        each = {"Type": "Map", "Label": "each", "ToleratedFailurePercentage": 100, "End": True,
                "ItemProcessor": processor | {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": kind}}}
        arn = sfn.create_state_machine(name=name, roleArn=ROLE, definition=machine(Each=each))["stateMachineArn"]
        execution = sfn.start_execution(stateMachineArn=arn, input=json.dumps(items))["executionArn"]
        assert ended(sfn, execution)["status"] == "SUCCEEDED"
        return arn, sfn.list_map_runs(executionArn=execution)["mapRuns"][0]["mapRunArn"]

    arn, map_run = run("children", "STANDARD", [0, 1, 2])
    listed = sfn.list_executions(mapRunArn=map_run)["executions"]
    assert sorted(item["status"] for item in listed) == ["FAILED", "SUCCEEDED", "SUCCEEDED"]
    assert all(item["mapRunArn"] == map_run and item["itemCount"] == 1 for item in listed)
    first = sfn.list_executions(mapRunArn=map_run, maxResults=2)
    rest = sfn.list_executions(mapRunArn=map_run, maxResults=2, nextToken=first["nextToken"])
    assert first["executions"] + rest["executions"] == listed and "nextToken" not in rest
    assert sfn.list_executions(mapRunArn=map_run, redriveFilter="REDRIVEN")["executions"] == []
    [failed] = sfn.list_executions(mapRunArn=map_run, statusFilter="FAILED")["executions"]
    child = sfn.describe_execution(executionArn=failed["executionArn"])
    assert (child["input"], child["error"], child["mapRunArn"]) == ("1", "Odd", map_run)
    assert child["stateMachineArn"] == arn + "/each" and "itemCount" not in child
    assert refused("ExecutionNotRedrivable", sfn.redrive_execution, executionArn=failed["executionArn"]) \
        == child["redriveStatusReason"]
    events = sfn.get_execution_history(executionArn=failed["executionArn"])["events"]
    assert [event["type"] for event in events] == [
        "ExecutionStarted", "ChoiceStateEntered", "ChoiceStateExited", "FailStateEntered", "ExecutionFailed"]
    described = sfn.describe_state_machine_for_execution(executionArn=failed["executionArn"])
    assert json.loads(described["definition"]) == processor
    assert (described["stateMachineArn"], described["label"]) == (arn + "/each", "each")
    assert len(sfn.list_executions(stateMachineArn=arn)["executions"]) == 1

    sfn.delete_state_machine(stateMachineArn=arn)
    # Executions outlive their machine.
    assert sfn.get_execution_history(executionArn=failed["executionArn"])["events"] == events
    _, map_run = run("children-express", "EXPRESS", [0, 2])
    assert sfn.list_executions(mapRunArn=map_run)["executions"] == []


def redriven_map_run(sfn):
    work = sfn.create_activity(name="each")["activityArn"]
    processor = {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Work",
                 "States": {"Work": {"Type": "Task", "Resource": work, "End": True}}}
    arn = sfn.create_state_machine(
        name="redriven", roleArn=ROLE,
        definition=machine(Each={"Type": "Map", "MaxConcurrency": 1, "ItemProcessor": processor, "End": True}),
    )["stateMachineArn"]
    execution = sfn.start_execution(stateMachineArn=arn, input="[1, 2]")["executionArn"]
    sfn.send_task_success(taskToken=sfn.get_activity_task(activityArn=work)["taskToken"], output="10")
    sfn.send_task_failure(taskToken=sfn.get_activity_task(activityArn=work)["taskToken"], error="Broken")
    assert ended(sfn, execution)["error"] == "States.ExceedToleratedFailureThreshold"
    sfn.redrive_execution(executionArn=execution)
    task = sfn.get_activity_task(activityArn=work)
    assert task["input"] == "2"
    [run] = sfn.list_map_runs(executionArn=execution)["mapRuns"]
    assert sfn.describe_map_run(mapRunArn=run["mapRunArn"])["redriveCount"] == 1
    assert len(sfn.list_executions(mapRunArn=run["mapRunArn"], statusFilter="RUNNING")["executions"]) == 1
    sfn.send_task_success(taskToken=task["taskToken"], output="20")
    assert ended(sfn, execution)["output"] == "[10,20]"
    listed = sfn.list_executions(mapRunArn=run["mapRunArn"])["executions"]
    assert [item["status"] for item in listed] == ["SUCCEEDED", "SUCCEEDED"]
    assert sorted(item["redriveCount"] for item in listed) == [0, 1]
    assert sfn.describe_map_run(mapRunArn=run["mapRunArn"])["executionCounts"]["total"] == 2
    [redriven] = sfn.list_executions(mapRunArn=run["mapRunArn"], redriveFilter="REDRIVEN")["executions"]
    types = [event["type"] for event in sfn.get_execution_history(executionArn=redriven["executionArn"])["events"]]
    assert types == ["ExecutionStarted", "TaskStateEntered", "ActivityScheduled", "ActivityStarted", "ActivityFailed",
                     "ExecutionFailed", "ExecutionRedriven", "ActivityScheduled", "ActivityStarted",
                     "ActivitySucceeded", "TaskStateExited", "ExecutionSucceeded"], types


def versions_and_aliases(sfn):
    def result(value):
        return machine(Only={"Type": "Pass", "Result": value, "End": True})

    created = sfn.create_state_machine(
        name="versioned", roleArn=ROLE, definition=result(1), publish=True, versionDescription="first")
    arn, one = created["stateMachineArn"], created["stateMachineVersionArn"]
    assert one == arn + ":1"
    assert sfn.publish_state_machine_version(stateMachineArn=arn)["stateMachineVersionArn"] == one
    revision = sfn.update_state_machine(stateMachineArn=arn, definition=result(2))["revisionId"]
    message = refused("ConflictException", sfn.publish_state_machine_version, stateMachineArn=arn, revisionId="x")
    assert revision in message
    two = sfn.publish_state_machine_version(stateMachineArn=arn, revisionId=revision)["stateMachineVersionArn"]
    listed = sfn.list_state_machine_versions(stateMachineArn=arn)["stateMachineVersions"]
    assert [item["stateMachineVersionArn"] for item in listed] == [two, one]
    described = sfn.describe_state_machine(stateMachineArn=one)
    assert described["description"] == "first" and described["definition"] == result(1)

    def route(*weights):
        return [{"stateMachineVersionArn": version, "weight": weight} for version, weight in weights]

    alias = sfn.create_state_machine_alias(name="live", routingConfiguration=route((one, 100)))["stateMachineAliasArn"]
    execution = sfn.start_execution(stateMachineArn=alias)["executionArn"]
    description = ended(sfn, execution)
    assert (description["output"], description["stateMachineVersionArn"]) == ("1", one)
    assert description["stateMachineAliasArn"] == alias
    assert len(sfn.list_executions(stateMachineArn=alias)["executions"]) == 1
    assert sfn.list_executions(stateMachineArn=two)["executions"] == []
    sfn.update_state_machine_alias(
        stateMachineAliasArn=alias, description="both", routingConfiguration=route((one, 50), (two, 50)))
    outputs = {ended(sfn, sfn.start_execution(stateMachineArn=alias)["executionArn"])["output"] for _ in range(30)}
    assert outputs == {"1", "2"}, outputs
    described = sfn.describe_state_machine_alias(stateMachineAliasArn=alias)
    assert described["description"] == "both" and len(described["routingConfiguration"]) == 2
    assert len(sfn.list_state_machine_aliases(stateMachineArn=arn)["stateMachineAliases"]) == 1
    message = refused("ConflictException", sfn.delete_state_machine_version, stateMachineVersionArn=one)
    assert "[live]" in message
    refused("ValidationException", sfn.create_state_machine_alias, name="odd",
            routingConfiguration=route((one, 50), (two, 40)))
    refused("ValidationException", sfn.create_state_machine_alias, name="7", routingConfiguration=route((one, 100)))
    sfn.delete_state_machine_alias(stateMachineAliasArn=alias)
    sfn.delete_state_machine_version(stateMachineVersionArn=one)
    refused("ResourceNotFound", sfn.describe_state_machine_alias, stateMachineAliasArn=alias)


def validation(sfn):
    good = sfn.validate_state_machine_definition(definition=machine(Only={"Type": "Succeed"}))
    assert good["result"] == "OK" and good["diagnostics"] == []
    bad = sfn.validate_state_machine_definition(
        definition=machine(One={"Type": "Pass", "Next": "Two"}, Three={"Type": "Pass", "Next": "Four"}), maxResults=1)
    assert bad["result"] == "FAIL" and len(bad["diagnostics"]) == 1 and bad["truncated"]
    assert bad["diagnostics"][0]["code"] == "MISSING_TRANSITION_TARGET"


def single_states(sfn):
    state = json.dumps({"Type": "Pass", "Parameters": {"a.$": "$.b"}, "Next": "Other"})
    tested = sfn.test_state(definition=state, roleArn=ROLE, input='{"b": 7}', inspectionLevel="DEBUG")
    assert (tested["status"], tested["nextState"], json.loads(tested["output"])) == ("SUCCEEDED", "Other", {"a": 7})
    assert json.loads(tested["inspectionData"]["afterParameters"]) == {"a": 7}
    task = json.dumps({"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": True,
                       "Parameters": {"QueueUrl": "q", "MessageBody": "m"}})
    failed = sfn.test_state(
        definition=task, mock={"errorOutput": {"error": "Busy", "cause": "Too much"},
                               "fieldValidationMode": "NONE"})
    assert (failed["status"], failed["error"], failed["cause"]) == ("FAILED", "Busy", "Too much")
    message = refused("ValidationException", sfn.test_state, definition=task)
    assert message == "RoleArn must be specified when testing a Task state", message
    refused("InvalidExecutionInput", sfn.test_state, definition=state, input="{")


def main(url):
    sfn = client(url)
    called = set()
    sfn.meta.events.register(
        "before-call.stepfunctions.*", lambda model, **_: called.add(model.name))
    arn = state_machines(sfn)
    tags(sfn, arn)
    executions(sfn, arn)
    express(sfn, arn)
    activities(sfn)
    redrive(sfn)
    map_runs(sfn)
    children(sfn)
    redriven_map_run(sfn)
    versions_and_aliases(sfn)
    validation(sfn)
    single_states(sfn)
    missing = set(sfn.meta.service_model.operation_names) - called
    print(f"{len(called)} operations; not called: {', '.join(sorted(missing)) or 'none'}")


main(sys.argv[1])
