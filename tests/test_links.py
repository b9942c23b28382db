"""Links in README.md and docs/: every one to a file or a heading leads somewhere."""

import re

import pytest

LINK = re.compile(r"(?<!\!)\[[^\]\n]+\]\(([^)\s]+)\)")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)


def pages(root):
    """Return the Markdown files people read."""
    return [root / "README.md", *sorted((root / "docs").rglob("*.md"))]


def anchors(path):
    """Return the anchors of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", path.read_text(encoding="utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(path):
    """Return the targets of a page's links, those in code left out."""
    text = re.sub(r"\n(?!\n)", " ", FENCE.sub("", path.read_text(encoding="utf-8")))
    return LINK.findall(re.sub(r"`[^`]*`", "code", text))


def test_every_link_leads_somewhere(root):
    dead = []
    for page in pages(root):
        for target in links(page):
            name, _, anchor = target.partition("#")
            if name.startswith(("http://", "https://", "mailto:")):
                continue
            file = (page.parent / name) if name else page
            if not file.exists() or (anchor and anchor not in anchors(file)):
                dead.append(f"{page.relative_to(root)}: {target}")

    assert dead == []


def test_there_are_links_to_check(root):
    assert sum(len(links(page)) for page in pages(root)) > 10


def test_every_page_is_in_the_contents(root):
    contents = (root / "docs" / "index.md").read_text()
    missing = [page.stem for page in (root / "docs").glob("*.md")
               if page.stem != "index" and f"\n{page.stem}\n" not in contents]

    assert missing == []


@pytest.mark.parametrize(("text", "found"), [
    ("[a](b.md)", ["b.md"]), ("`[a](b)`", []), ("![a](b.png)", []), ("[two\nwords](c.md#d)",
                                                                     ["c.md#d"])])
def test_links_are_found_as_markdown_has_them(tmp_path, text, found):
    page = tmp_path / "page.md"
    page.write_text(text)

    assert links(page) == found
