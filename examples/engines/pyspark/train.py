# A table that one machine need not hold: Spark trains where SPARK_MASTER says; the model is a folder.
import json, os, shutil
from pyspark.ml import Pipeline
from pyspark.ml.classification import RandomForestClassifier
from pyspark.ml.evaluation import MulticlassClassificationEvaluator
from pyspark.ml.feature import StringIndexer, VectorAssembler
from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("weather").config("spark.sql.shuffle.partitions", "2").getOrCreate()
path = "file://" + os.path.abspath("../../seattle-weather/weather_*.csv")
days = spark.read.csv(path, header=True, inferSchema=True)
train, test = days.filter("dayofmonth(date) % 4 != 0").cache(), days.filter("dayofmonth(date) % 4 = 0").cache()
stages = [
    StringIndexer(inputCol="weather", outputCol="label", handleInvalid="keep"),
    VectorAssembler(inputCols=["precipitation", "temp_max", "temp_min", "wind"], outputCol="features"),
    RandomForestClassifier(numTrees=10, maxDepth=5, seed=7),
]
model = Pipeline(stages=stages).fit(train)
f1 = MulticlassClassificationEvaluator(metricName="f1").evaluate(model.transform(test))

shutil.rmtree("models", ignore_errors=True)
model.write().overwrite().save("file://" + os.path.abspath("models"))
with open("metrics.json", "w") as file:
    json.dump({"test": {"f1": f1, "n": test.count()}, "executors": spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1}, file)
print(f"F1 {f1:.3f}")
spark.stop()
