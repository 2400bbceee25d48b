"""Courts and procuratorates as papers of their own call them (柳河县院 for its procuratorate)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import lexicon as lx
from ..candidates import Candidate
from ..readings import FORMED
from .evidence import uncut
from .forms import whole

_JUSTICE = re.compile("检察|公益诉讼|公诉|法院|审判|干警|听证|起诉|案件")
_HOUSE = re.compile(
    "(?P<level>[县市区])院(?=(?:党组|第[一二三四五]检察部|副?检察长|干警|检察官|公诉|组织|召开|开展"
    "|联合|邀请|依法|通过|以|在|对|与|和|向|派|就|[，。、：；]))"
)
_STEM = re.compile("(?:^|[^一-鿿]|[由在到与和从向对])(?P<stem>[一-鿿]{2,3})$")
_NO_STEM = re.compile("[各全本我该两的了省市县区级基]")


def courts(sc: lx.Scan) -> Iterator[Candidate]:
    """A division's 院 where the article is about justice."""
    text = sc.text
    if not _JUSTICE.search(text):
        return
    for match in _HOUSE.finditer(text):
        at = match.start() + 1
        start = whole(sc, at, {})
        if start == at:
            stem = _STEM.search(text, max(0, at - 5), match.start())
            if stem is None or _NO_STEM.search(stem["stem"]):
                continue
            start = stem.start("stem")
        if at - start > 2 or text[start:at] in lx.lexicon().level:
            yield from uncut(start, match.end(), "org.court", "judicial", FORMED)
            yield Candidate("PLACE", start, match.end(), "org.court.idiom", decoy=True)
