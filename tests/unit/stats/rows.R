# Prints rows "id,function,args,output,expected" computed by R's own functions from pseudo-random arguments, always the same.
set.seed(20200131)
cat("id,function,args,output,expected\n")
printed <- 0
text <- function(x) paste(sprintf("%.17g", x), collapse = "|")
row <- function(name, args, ...) {
  values <- list(...)
  for (output in names(values)) {
    printed <<- printed + 1
    spelt <- paste(names(args), sapply(args, text), sep = "=", collapse = ";")
    cat(sprintf("r-%04d,%s,%s,%s,%.17g\n", printed, name, spelt, output, values[[output]]))
  }
}
upto <- function(n) sample.int(n + 1, 1) - 1
confidence <- function() sample(c(0.5, 0.8, 0.9, 0.95, 0.99, 0.999), 1)

for (i in 1:60) {
  a <- exp(runif(1, log(0.2), log(1e5)))
  b <- exp(runif(1, log(0.2), log(1e5)))
  x <- rbeta(1, a, b)
  p <- runif(1)
  df <- exp(runif(1, 0, log(1e4)))
  z <- rnorm(1, 0, 3)
  if (x > 0 && x < 1) row("beta_cdf", list(a = a, b = b, x = x), F = pbeta(x, a, b))
  row("beta_quantile", list(a = a, b = b, p = p), x = qbeta(p, a, b))
  row("t_quantile", list(p = p, df = df), t = qt(p, df))
  row("normal_cdf", list(z = z), F = pnorm(z))
  row("normal_quantile", list(p = p), z = qnorm(p))
  df <- sample.int(60, 1)
  x <- rchisq(1, df) * sample(c(0.3, 1, 3), 1)
  row("chi_squared_upper", list(x = x, df = df), p = pchisq(x, df, lower.tail = FALSE))
  n <- sample(c(1, 2, 7, 40, 150, 5000, 300000), 1)
  k <- upto(n)
  row("binomial", list(k = k, n = n, p = p), pmf = dbinom(k, n, p), lower = pbinom(k, n, p), upper = pbinom(k - 1, n, p, lower.tail = FALSE))
}
for (i in 1:60) {
  n <- sample(c(1, 3, 12, 29, 150, 1000, 100000), 1)
  k <- sample(c(0, 1, n, upto(n), upto(n)), 1)
  level <- confidence()
  args <- list(k = k, n = n, conf = level)
  found <- suppressWarnings(prop.test(k, n, conf.level = level, correct = FALSE))$conf.int
  row("wilson", args, lo = found[1], hi = found[2])
  found <- binom.test(k, n, conf.level = level)$conf.int
  row("clopper_pearson", args, lo = found[1], hi = found[2])
  found <- qbeta(c((1 - level) / 2, (1 + level) / 2), k + 0.5, n - k + 0.5)
  row("jeffreys_unmodified", args, lo = found[1], hi = found[2])
  cells <- rpois(4, sample(c(2, 10, 60), 1))
  row("fisher_two_sided", list(a = cells[1], b = cells[2], c = cells[3], d = cells[4]), p = fisher.test(matrix(cells, 2, byrow = TRUE))$p.value)
  if (cells[2] + cells[3] > 0)
    row("mcnemar_exact", list(b = cells[2], c = cells[3]), p = binom.test(cells[2], cells[2] + cells[3])$p.value)
}
for (i in 1:30) {
  groups <- sample(2:8, 1)
  n <- sample(5:200, groups, replace = TRUE)
  k <- rbinom(groups, n, runif(1, 0.1, 0.9))
  if (sum(k) == 0 || sum(k) == sum(n)) next
  years <- 2010 + sort(sample.int(20, groups))
  found <- suppressWarnings(prop.test(k, n, correct = FALSE))
  row("chi2_k_proportions", list(k = k, n = n), chi2 = found$statistic, df = found$parameter, p = found$p.value)
  found <- suppressWarnings(prop.trend.test(k, n, years))
  row("cochran_armitage", list(k = k, n = n, x = years), chi2 = found$statistic, p = found$p.value)
  p <- round(runif(sample.int(12, 1))^3, 3)
  at <- sample(length(p), 1)
  bh <- list(p.adjust(p, "BH")[at])
  holm <- list(p.adjust(p, "holm")[at])
  names(bh) <- names(holm) <- sprintf("q[%d]", at - 1)
  do.call(row, c("bh_adjust", list(list(p = p)), bh))
  do.call(row, c("holm_adjust", list(list(p = p)), holm))
  w <- runif(sample.int(20, 1))
  row("kish_n_eff", list(w = w), n_eff = sum(w)^2 / sum(w^2))
}
