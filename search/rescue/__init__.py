"""What else a question may mean: forms that were not typed, searched too and ranked below those that were.

How is a question widened?                          ``widen``: by every room in order, within bounds
What does a room get and give?                      ``offers``
What may it know of the collection?                 ``known``
How near are two spellings?                         ``distance``
Which rescues are there?

- ``months``    شباط, فبراير
- ``numbers``   خمسة, 5
- ``places``    Germany, ألمانيا
- ``script``    Xi Jinping, شي جينبينغ; ma7kama, محكمة
- ``spaces``    عبدالرحمن, عبد الرحمن
- ``names``     كازاخستان, قازاخستان
- ``endings``   شئ, شيء
- ``clitics``   توكاييف, وبتوكاييف; و المدرسة
- ``layout``    hgwdk, الصين

What if quotes ask for too much?                    ``quotes``: their words apart

A room is a function of the words typed and of what is known: it never sees an article, and offers only words
that the collection holds.
"""

from .known import Known
from .offers import Offer
from .quotes import is_asked, loosened
from .widen import RESCUES, Rescued, Rescues

__all__ = ["RESCUES", "Known", "Offer", "Rescued", "Rescues", "is_asked", "loosened"]
