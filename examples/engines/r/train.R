# A logistic regression in R, as saveRDS writes it: does it rain? Judged on every fourth day.
paths <- sort(Sys.glob("../../seattle-weather/weather_*.csv"))
days <- do.call(rbind, lapply(paths, read.csv))
days$rain <- days$weather == "rain"
test <- seq_len(nrow(days)) %% 4 == 0
model <- glm(rain ~ temp_max + temp_min + wind, family = binomial, data = days[!test, ])
right <- (predict(model, days[test, ], type = "response") > 0.5) == days$rain[test]
balanced <- mean(tapply(right, days$rain[test], mean))

dir.create("models", showWarnings = FALSE)
saveRDS(model, "models/model.rds")
cat(sprintf('{"balanced_accuracy": %.10f, "n": %d}\n', balanced, sum(test)), file = "metrics.json")
cat(sprintf("balanced accuracy %.3f on %d days\n", balanced, sum(test)))
