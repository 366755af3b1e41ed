"""Clicks from tab to tab with selenium and prints how many a second. Run by browser.py in the peer's environment.

usage: selenium_clicks.py URL same|text CLICKS TAB TAB
"""

import os
import sys
import tempfile
import time

from selenium import webdriver
from selenium.webdriver.common.by import By

#: As Sources/AutoSREIntegrations/Browser/BrowserCapabilities.swift has them.
OPTIONS = [
    "--headless=new", "--window-size=1280,900", "--hide-scrollbars", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-extensions",
    "--disable-sync", "--disable-translate", "--disable-dev-shm-usage", "--disable-gpu", "--metrics-recording-only",
    "--mute-audio",
]


def main():
    url, kind, count, tabs = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]
    options = webdriver.ChromeOptions()
    for option in OPTIONS + (["--no-sandbox"] if os.geteuid() == 0 else []):
        options.add_argument(option)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        options.add_argument(f"--user-data-dir={home}/profile")
        # The installed driver, so that selenium looks for none elsewhere.
        service = webdriver.ChromeService(executable_path=os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver"))
        driver = webdriver.Chrome(options=options, service=service)
        try:
            driver.get(url + "/services/checkout/scaling")
            times = []
            for number in range(count + 1):
                name = tabs[number % 2]
                link = driver.find_element(By.LINK_TEXT, name)
                if kind == "same" and (link.aria_role != "link" or link.accessible_name != name):
                    raise RuntimeError(f"{name} is a {link.aria_role} called {link.accessible_name}")
                link.click()
                times.append(time.perf_counter())
            print((len(times) - 1) / (times[-1] - times[0]))
        finally:
            driver.quit()


if __name__ == "__main__":
    main()
