"""What a page keeps on the device, read from the browser's own database while the page may still be making it."""

from typing import Any

from playwright.sync_api import Page

RECORDS = """async ([name, kind]) => {
    const settled = (asked) => new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
    });
    if (!(await indexedDB.databases()).some((each) => each.name === name)) {
        return []; // to open one makes it, and an empty one would stand in the page's way
    }
    const database = await settled(indexedDB.open(name));
    try {
        return database.objectStoreNames.contains(kind)
            ? await settled(database.transaction(kind).objectStore(kind).getAll())
            : [];
    } finally {
        database.close();
    }
}"""
HANDBOOK = "playbook /handbook/"
"""The database of the built handbook on the tests' server."""


def records(page: Page, kind: str, name: str = HANDBOOK) -> Any:
    """The records of a kind that are on disk; none where nothing has been kept yet."""
    return page.evaluate(RECORDS, [name, kind])
