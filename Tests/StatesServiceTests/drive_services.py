#!/usr/bin/env python3
"""Runs one state machine through the services that tasks can call, against moto, by `states serve`.

    drive_services.py URL

`states serve --endpoint MOTO` listens at URL. A broken promise ends it with a traceback.
"""
import json
import sys
import time

import boto3
from botocore.config import Config

ROLE = "arn:aws:iam::123456789012:role/local"
FAILED = {"ErrorEquals": ["States.ALL"], "ResultPath": "$.failed"}


def task(resource, result, catches=False, **parameters):
    state = {"Type": "Task", "Resource": f"arn:aws:states:::{resource}", "Parameters": parameters,
             "ResultPath": f"$.{result}" if result else None}
    if catches:
        state["Catch"] = [{"ErrorEquals": ["States.ALL"], "ResultPath": f"$.{result}"}]
    return state


def chain(states):
    """A definition that runs states one after the other; a caught error goes on, too."""
    named = {f"S{number}": state for number, state in enumerate(states)}
    for number, state in enumerate(states):
        following = f"S{number + 1}" if number + 1 < len(states) else "End"
        state["Next"] = following
        for catcher in state.get("Catch", []):
            catcher["Next"] = following
    return json.dumps({"StartAt": "S0", "States": named | {"End": {"Type": "Succeed"}}})


def run(sfn, name, states):
    arn = sfn.create_state_machine(name=name, definition=chain(states), roleArn=ROLE)["stateMachineArn"]
    execution = sfn.start_execution(stateMachineArn=arn, input="{}")["executionArn"]
    for _ in range(1200):
        description = sfn.describe_execution(executionArn=execution)
        if description["status"] != "RUNNING":
            assert description["status"] == "SUCCEEDED", description
            return json.loads(description["output"])
        time.sleep(0.05)
    raise AssertionError(f"{execution} does not end")


def queue_and_topic(sfn):
    result = run(sfn, "queue-and-topic", [
        task("aws-sdk:sqs:createQueue", "queue", QueueName="queue"),
        task("sqs:sendMessage", "sent", **{"QueueUrl.$": "$.queue.QueueUrl", "MessageBody": {"a": 1}}),
        task("aws-sdk:sqs:receiveMessage", "received", **{"QueueUrl.$": "$.queue.QueueUrl"}),
        task("aws-sdk:sns:createTopic", "topic", Name="topic"),
        task("sns:publish", "published", **{
            "TopicArn.$": "$.topic.TopicArn", "Message": {"x": 1},
            "MessageAttributes": {"kind": {"DataType": "String", "StringValue": "test"}}}),
        task("sns:publish", "refused", True, TopicArn="arn:aws:sns:us-east-1:123456789012:none", Message="x"),
        task("events:putEvents", "events", Entries=[{"Detail": {"a": 1}, "DetailType": "d", "Source": "s"}]),
    ])
    assert result["sent"]["MessageId"] and result["sent"]["SdkHttpMetadata"]["HttpStatusCode"] == 200
    assert result["received"]["Messages"][0]["Body"] == '{"a":1}'
    assert result["published"]["MessageId"]
    assert result["refused"]["Error"] == "SNS.NotFoundException"
    assert "(Service: AmazonSNS; Status Code: 404; Error Code: NotFound; Request ID: " in result["refused"]["Cause"]
    assert result["events"]["FailedEntryCount"] == 0


def table(sfn):
    item = {"id": {"S": "1"}}
    result = run(sfn, "table", [
        task("aws-sdk:dynamodb:createTable", None, TableName="table", BillingMode="PAY_PER_REQUEST",
             AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
             KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}]),
        task("dynamodb:putItem", "put", TableName="table", Item=item),
        task("dynamodb:getItem", "got", TableName="table", Key=item),
        task("aws-sdk:dynamodb:getItem", "bare", TableName="table", Key=item),
        task("dynamodb:putItem", "refused", True, TableName="table", Item=item,
             ConditionExpression="attribute_not_exists(id)"),
        task("aws-sdk:dynamodb:getItem", "missing", True, TableName="none", Key=item),
    ])
    assert result["got"]["Item"] == item and result["bare"] == {"Item": item}
    assert result["refused"]["Error"] == "DynamoDB.ConditionalCheckFailedException"
    assert result["missing"]["Error"] == "DynamoDb.ResourceNotFoundException"
    assert "(Service: DynamoDb, Status Code: 400, Request ID: " in result["missing"]["Cause"]


def objects(sfn):
    place = {"Bucket": "bucket", "Key": "a folder/ü"}
    result = run(sfn, "objects", [
        task("aws-sdk:s3:createBucket", None, Bucket="bucket"),
        task("aws-sdk:s3:putObject", "put", Body={"hello": "world"}, Metadata={"who": "me"}, **place),
        task("aws-sdk:s3:getObject", "got", **place),
        task("aws-sdk:s3:listObjectsV2", "list", Bucket="bucket", Prefix="a folder/"),
        task("aws-sdk:s3:getObject", "missing", True, Bucket="bucket", Key="none"),
        task("aws-sdk:s3:deleteObject", None, **place),
    ])
    assert result["got"]["Body"] == '{"hello":"world"}' and result["got"]["Metadata"] == {"who": "me"}
    assert result["got"]["ETag"] == result["put"]["ETag"] and result["got"]["ContentLength"] == 17
    assert [(entry["Key"], entry["Size"]) for entry in result["list"]["Contents"]] == [(place["Key"], 17)]
    assert result["missing"]["Error"] == "S3.NoSuchKeyException"


def main(url):
    sfn = boto3.client(
        "stepfunctions", endpoint_url=url, region_name="us-east-1", aws_access_key_id="test",
        aws_secret_access_key="test", config=Config(inject_host_prefix=False))
    queue_and_topic(sfn)
    table(sfn)
    objects(sfn)


main(sys.argv[1])
