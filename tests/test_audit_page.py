"""The audit page driven by keyboard in a real browser, as its user would."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from zhengwen.cli import main
from zhengwen.evaluation import audit_sample, audit_score, audit_sheet
from zhengwen.evaluation import intervals as iv
from zhengwen.evaluation.sources import gold_records, load_gold

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Any]:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if found is None or driver is None:
        pytest.skip("neither Chromium with chromedriver nor Chrome is installed")
    options = webdriver.ChromeOptions()
    options.binary_location = found
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1100,850"):
        options.add_argument(argument)
    downloads = tmp_path / "downloads"
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    service = webdriver.ChromeService(executable_path=driver)
    chrome = webdriver.Chrome(options=options, service=service)
    yield chrome
    chrome.quit()


def press(browser: Any, keys: str) -> None:
    """Key by key to the page, as without a focused field."""
    for key in keys:
        webdriver.ActionChains(browser).send_keys(key).perform()


def text(browser: Any, name: str) -> str:
    found: str = browser.find_element("id", name).text
    return found


def test_twenty_items_by_keyboard(tmp_path: Path, browser: Any) -> None:
    output = tmp_path / "out.jsonl"
    records = [r for source in load_gold("dev")[:6] for r in gold_records(source)]
    output.write_text(
        "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8"
    )
    folder = tmp_path / "audit"
    args = ["--types", "COUNT", "--per-type", "20", "--seed", "5", "-o", str(folder)]
    assert main(["audit", "sample", str(output), *args]) == 0
    items = audit_sheet.read(folder / "audit.csv")

    browser.get((folder / "audit.html").as_uri())
    assert text(browser, "progress") == "0 of 20 judged"
    assert browser.find_element("css selector", "#context mark").text == items[0].mention

    press(browser, "1y")  # First value wrong, mention right.
    press(browser, "yyb")
    press(browser, "uu")  # The last two are taken back …
    assert text(browser, "progress") == "2 of 20 judged"
    press(browser, "nb")  # … and judged otherwise.
    press(browser, "y" * 8)
    assert text(browser, "progress") == "12 of 20 judged"

    browser.refresh()
    assert text(browser, "progress") == "12 of 20 judged"
    assert browser.find_element("css selector", "#context mark").text == items[12].mention
    press(browser, "y" * 7 + "n")
    assert text(browser, "progress") == "20 of 20 judged"
    assert "All judged" in text(browser, "done")
    if folder_for_picture := os.environ.get("AUDIT_SCREENSHOT"):
        browser.save_screenshot(folder_for_picture)
    assert not [e for e in browser.get_log("browser") if e["level"] == "SEVERE"]

    press(browser, "d")
    table = tmp_path / "downloads" / "audit.csv"
    for _ in range(100):
        if table.exists():
            break
        time.sleep(0.1)
    rows = audit_sheet.read(table)
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "".join(r.verdict for r in rows) == "yynb" + "y" * 15 + "n"
    assert rows[0].wrong == {next(iter(items[0].values))}
    assert [(r.unit, r.context, r.values) for r in rows] == [
        (r.unit, r.context, r.values) for r in items
    ]

    # By hand: 17 of 20 right (18 with the boundary error), first value wrong once.
    (score,) = audit_score.score(rows).types
    assert score.precision.value == pytest.approx(17 / 20)
    assert score.with_boundary.value == pytest.approx(18 / 20)
    n = 20 * (score.precision.size - 1) / (score.precision.size - 20)
    interval = iv.agresti_coull(17 / 20, n)
    assert (score.precision.low, score.precision.high) == pytest.approx(
        (interval.low, interval.high)
    )
    value = score.attributes[next(iter(items[0].values))]
    assert (value.right, value.n) == (16, 17)


def test_nothing_from_an_article_is_markup(tmp_path: Path, browser: Any) -> None:
    evil = "三名</script><img src=x onerror=document.title='broken'>"
    row = audit_sheet.Row(
        *(1, 1, "r#1", "COUNT", evil, f"…前【{evil}】后…", "value=3", 0.9, "x", 0, 2),
        *("type", "COUNT", 10, 1, 0.1),
        values={"value": "<i>3</i>"},
    )
    page = tmp_path / "audit.html"
    page.write_text(audit_sample.page([row], "<u>n</u>"), encoding="utf-8")
    browser.get(page.as_uri())
    assert browser.find_element("css selector", "#context mark").text == evil
    assert browser.title == "Audit"
    assert not browser.find_elements("css selector", "img, i, u")
