"""The article of the sample: passes its check, is rendered with every published figure, and fails when one is changed; prints TAP.

usage: article.py PROGRAM ROOT
"""
import csv
import os
import pathlib
import re
import subprocess
import sys
import tempfile

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
SAMPLE = ROOT / "samples" / "benchmark"
METRICS, REVIEWS, ARTICLE = SAMPLE / "metrics.yaml", SAMPLE / "reviews", SAMPLE / "article.md"
OUT = pathlib.Path(tempfile.mkdtemp(prefix="plumbline-article-"))
with open(SAMPLE / "expected.csv", encoding="utf-8") as file:
    PUBLISHED = {row["metric"]: int(row["published"]) for row in csv.DictReader(file)}


def run(*args, status=0):
    environment = dict(os.environ, PLUMBLINE_DATA=str(ROOT), XDG_CACHE_HOME=str(OUT / "cache"))
    made = subprocess.run([PROGRAM, *map(str, args)], capture_output=True, env=environment)
    assert made.returncode == status, f"{' '.join(map(str, args))}: status {made.returncode}, not {status}\n{made.stderr.decode()}"
    return made


def check(path, *args, **how):
    return run("check", path, "-m", METRICS, REVIEWS, *args, **how)


def article(path, *args, **how):
    return run("article", path, REVIEWS, "-m", METRICS, *args, **how)


def written(name, text):
    path = OUT / name
    path.write_text(text, encoding="utf-8")
    return path


def the_sample_is_clean():
    made = check(ARTICLE, "--strict")
    assert not made.stderr, made.stderr.decode()
    assert b"an article \"Well built, seldom rehearsed\"" in made.stdout


def every_published_figure_is_told_with_base_and_interval():
    article(ARTICLE, "--to", "pdf,html,markdown", "-o", OUT / "one/")
    text = (OUT / "one" / "article.md").read_text(encoding="utf-8")
    body, method = text.split("\n## Method and bases\n")
    assert len(PUBLISHED) == 19
    for metric, percent in PUBLISHED.items():
        row = next(line for line in method.splitlines() if f"`{metric}`" in line)
        found = re.search(rf"\| {percent}% · (\d+) of (\d+) \| (\d+% to \d+%) \|$", row)
        assert found, row
        k, n, interval = found.groups()
        assert (200 * int(k) + int(n)) // (2 * int(n)) == percent
        assert f"{k} of {n}" in body and interval in body, (metric, k, n, interval)
        assert f"{percent}%" in body or metric == "ir-contact-without-tools"
    for words in ("half of the teams", "almost nobody", "the most common high risk", "the majority", "nearly four in five", "place 1 to 3"):
        assert words in body, words
    assert "{" not in body.replace("{{", ""), "a placeholder is left"
    assert "metric:" not in text


def all_formats_say_the_same():
    pages = subprocess.run(["pdftotext", "-layout", OUT / "one" / "article.pdf", "-"], capture_output=True).stdout.decode()
    html = (OUT / "one" / "article.html").read_text(encoding="utf-8")
    for metric, percent in PUBLISHED.items():
        assert f"{percent}%" in html and f"{percent}%" in pages, metric
    assert "<script" not in html and "Method and bases" in pages


def the_same_bytes_again():
    article(ARTICLE, "--to", "pdf,html,markdown", "-o", OUT / "two/", "-j", 1, "--no-cache")
    for path in (OUT / "one").iterdir():
        assert path.read_bytes() == (OUT / "two" / path.name).read_bytes(), path.name


def internal_is_stamped_and_published_is_not():
    assert "Internal: not for publication" in (OUT / "one" / "article.md").read_text(encoding="utf-8")
    key = written("secrets.yaml", "plumbline: secrets/1\nkey: " + "0123456789abcdef" * 4 + "\n")
    published = ("--publish", "--release", "2020", "--ledger", OUT / "ledger.json", "--ledger-key", key, "--to", "markdown", "-o", OUT / "published.md")
    article(ARTICLE, *published)
    text = (OUT / "published.md").read_text(encoding="utf-8")
    assert "Internal" not in text and "79%" in text and (OUT / "ledger.json").exists()
    article(ARTICLE, "--publish", "--to", "markdown", "-o", OUT / "unsealed.md", status=1)
    assert not (OUT / "unsealed.md").exists()


def line_of(text, piece):
    return text[:text.index(piece)].count("\n") + 1


def a_changed_figure_fails_at_its_line():
    text = ARTICLE.read_text(encoding="utf-8")
    for metric, percent in PUBLISHED.items():
        kind = "words" if metric == "ir-contact-without-tools" else "share"
        placeholder = "{" + f"{kind}:{metric}" + "}"
        assert placeholder in text, placeholder
        for wrong in (percent - 1, percent + 1):
            path = written("mutated.md", text.replace(placeholder, f"{wrong}%", 1))
            said = check(path, status=1).stderr.decode()
            line = line_of(text, placeholder)
            assert re.search(rf'mutated\.md:{line}:\d+: error: "{wrong}%" stands here, but "{metric}" is {percent}% .*\[CLAIM_DIFFERS\]', said), said
            assert said.count(": error:") == 1, said
            article(path, "--to", "markdown", "-o", OUT / "never.md", status=1)
        assert check(written("typed.md", text.replace(placeholder, f"{percent}%", 1))).stderr.decode().count("CLAIM_TYPED") == 1
        check(written("asserted.md", text.replace(placeholder, f"[{percent}%](metric:{metric})", 1)), "--strict")
    assert not (OUT / "never.md").exists()


def changed_counts_and_words_fail():
    text = ARTICLE.read_text(encoding="utf-8")
    for metric in PUBLISHED:
        counts = "{" + f"count:{metric}" + "} of"
        path = written("counts.md", re.sub(re.escape(counts) + r"\s+\{base:" + metric + r"\}", "37 of 150", text, count=1))
        assert "CLAIM_DIFFERS" in check(path, status=1).stderr.decode(), metric
    for metric, words in (("smb", "nobody"), ("chaos-or-game-day", "almost everybody"), ("dr-inadequate", "one in three"), ("full-automation", "[most](metric:full-automation)")):
        path = written("words.md", text.replace("{" + f"words:{metric}" + "}", words, 1))
        assert "CLAIM_WORD" in check(path, status=1).stderr.decode(), (metric, words)


def nothing_that_is_read_is_written_over():
    path = written("own.md", ARTICLE.read_text(encoding="utf-8"))
    before = path.read_bytes()
    assert b"CLI_OVER_INPUT" in article(path, "--to", "markdown", "-o", f"{OUT}/", status=2).stderr
    assert path.read_bytes() == before
    assert b"CLI_NOT_ARTICLE" in article(METRICS, status=1).stderr


def hostile_words_stay_words():
    path = written("hostile.md", "# <script>alert(1)</script> | # \n\n<img src=x onerror=alert(1)> [a](javascript:alert(1)) {base:dr-none}\n\n"
                   "| a | b |\n|---|---|\n| `x|y` <b> | {share:dr-none} \\| z |\n\n> {share:dr-none} & more\n")
    article(path, "--to", "html,markdown", "-o", OUT / "hostile/")
    html = (OUT / "hostile" / "hostile.html").read_text(encoding="utf-8")
    text = (OUT / "hostile" / "hostile.md").read_text(encoding="utf-8")
    assert "<script" not in html and "<img" not in html and "javascript:" not in html
    assert "<" not in re.sub("`[^`]*`", "", text).replace("&lt;", ""), text
    assert written("large.md", "# T\n\n" + "word " * 200000) and b"ARTICLE_LARGE" in check(OUT / "large.md", status=1).stderr


def report_in_markdown():
    run("report", ROOT / "samples" / "reviews" / "harbour-bank-checkout.yaml", "--to", "markdown", "-o", OUT / "report.md")
    text = (OUT / "report.md").read_text(encoding="utf-8")
    assert text.startswith("# ") and "\n## " in text and "|---|" in text


TESTS = [the_sample_is_clean, every_published_figure_is_told_with_base_and_interval, all_formats_say_the_same, the_same_bytes_again,
         internal_is_stamped_and_published_is_not, a_changed_figure_fails_at_its_line, changed_counts_and_words_fail,
         nothing_that_is_read_is_written_over, hostile_words_stay_words, report_in_markdown]


def main():
    good = True
    for n, test in enumerate(TESTS, 1):
        try:
            test()
            print(f"ok {n} {test.__name__}")
        except AssertionError as error:
            good = False
            print(f"not ok {n} {test.__name__}")
            print("\n".join(f"# {line}" for line in str(error).splitlines()))
    print(f"1..{len(TESTS)}")
    return 0 if good else 1


sys.exit(main())
