"""What a page keeps on the device, read from the browser's own database, and what no page would keep put there."""

from typing import Any

from playwright.sync_api import Page

from tests.support.patience import until

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
HOLD = """([name, kind, record]) => new Promise((resolve, reject) => {
    const asked = indexedDB.open(name);
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
        const work = asked.result.transaction(kind, "readwrite");
        work.objectStore(kind).put(record);
        work.onabort = () => reject(work.error);
        work.oncomplete = () => { asked.result.close(); resolve(); };
    };
})"""
DROP = """([name, kind]) => new Promise((resolve, reject) => {
    const asked = indexedDB.open(name);
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
        const work = asked.result.transaction(kind, "readwrite");
        work.objectStore(kind).clear();
        work.onabort = () => reject(work.error);
        work.oncomplete = () => { asked.result.close(); resolve(); };
    };
})"""
MADE = "async (name) => (await indexedDB.databases()).some((each) => each.name === name)"
HANDBOOK = "playbook /handbook/"
"""The database of the built handbook on the tests' server."""


def records(page: Page, kind: str, name: str = HANDBOOK) -> Any:
    """The records of a kind that are on disk; none where nothing has been kept yet."""
    return page.evaluate(RECORDS, [name, kind])


def hold(page: Page, kind: str, record: dict[str, Any], name: str = HANDBOOK) -> None:
    """Put a record of a kind on disk, once the page has made its database; the page hears nothing of it."""
    until(lambda: page.evaluate(MADE, name))
    page.evaluate(HOLD, [name, kind, record])


def drop(page: Page, kind: str, name: str = HANDBOOK) -> None:
    """Remove all records of a kind; the page hears nothing of it."""
    page.evaluate(DROP, [name, kind])
