"""Imports a MapMyRun history into a folder with Polars: cleaned records, rejected rows, and a store to compare with.

usage: polars_import.py FOLDER FILE
"""

import json
import sys
from pathlib import Path

import polars as pl

DATES = ["%b. %d, %Y", "%B %d, %Y", "%d-%b-%y", "%d-%b-%Y", "%d-%m-%y", "%Y-%m-%d"]
NUMBERS = {"Calories Burned (kcal)": "energy_kcal", "Steps": "steps", "Avg Heart Rate": "hr_avg_bpm"}
METRES_PER_MILE = 1609.344


def number(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Float64, strict=False)


def read(path: str) -> pl.DataFrame:
    """Every row, canonical, with its line; what cannot be read is null."""
    # Polars knows the four-letter "Sept." no more than strptime does.
    day = pl.col("Workout Date").str.replace("Sept.", "Sep.", literal=True)
    frame = pl.read_csv(path, infer_schema=False, truncate_ragged_lines=True, row_index_name="row")
    return frame.select(
        "row",
        pl.col("Link").str.extract(r"/workout/(\d+)").alias("key"),
        pl.coalesce(day.str.to_date(form, strict=False) for form in DATES).alias("start_local"),
        pl.col("Activity Type").alias("activity_raw"),
        number("Workout Time (seconds)").alias("elapsed_s"),
        (number("Distance (mi)") * METRES_PER_MILE).round().alias("distance_m"),
        *(number(column).alias(name) for column, name in NUMBERS.items()),
        (number("Avg Speed (mi/h)") * METRES_PER_MILE / 3600).round(2).alias("speed_avg_mps"),
        (number("Max Speed (mi/h)") * METRES_PER_MILE / 3600).round(2).alias("speed_max_mps"),
        pl.col("Notes").alias("notes"),
        pl.col("Source").alias("app"),
    )


def main(folder: Path, path: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rows = read(path)
    is_good = (
        pl.col("key").is_not_null()
        & pl.col("start_local").is_not_null()
        & (pl.col("elapsed_s") > 0)
        & (pl.col("distance_m").fill_null(0) >= 0)
    ).fill_null(False)
    good = rows.filter(is_good).unique("key", keep="last", maintain_order=True)
    rejected = rows.filter(~is_good)
    good = good.with_columns(hash=pl.struct(pl.exclude("row", "key")).hash())
    good.drop("hash").write_ndjson(folder / "accepted.jsonl")
    rejected.write_csv(folder / "rejects.csv")

    store = folder / "store.parquet"
    known = pl.read_parquet(store) if store.exists() else good.clear()
    found = good.join(known.select("key", before="hash"), on="key", how="left")
    new = found.filter(pl.col("before").is_null()).height
    changed = found.filter(pl.col("before") != pl.col("hash")).height
    pl.concat([known.join(good, on="key", how="anti"), good]).write_parquet(store)
    print(json.dumps({"counts": {"new": new, "changed": changed, "rejected": rejected.height}}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
