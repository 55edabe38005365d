"""Words a question is built with rather than about; only queries are asked without them, every word is
indexed.

Compared before folding: folded, the preposition على is the name علي.
"""

from __future__ import annotations

_ROWS = """
في من إلى الى على عن مع عند عندما لدى لدي منذ مذ حتى خلال بين بعد قبل دون بدون ضد نحو حول عبر فوق
تحت أمام وراء و أو او ثم أم لكن لكنه ولكن بل لا لم لن ما ليس ليست إن ان أن إنه انه أنه أنها إنها لأن
لان كأن لو لولا إذا اذا إذ اذ هذا هذه ذلك تلك هؤلاء أولئك هنا هناك الذي التي الذين اللذان اللتان
اللاتي اللواتي هو هي هم هن نحن أنا انا أنت انت أنتم ماذا متى أين اين كيف هل كم لماذا لما ماهي ماهو
ماهى مالذي أي اي أية اية كان كانت كانوا يكون تكون قد لقد سوف كل بعض غير أيضا ايضا كما مثل حيث فقط
جدا له لها لهم به بها بهم فيه فيها فيهم منه منها منهم عليه عليها عليهم إليه إليها عنه عنها ومن وفي
وعلى وإلى وعن وما ولا وهو وهي وهل وكيف وقد وكان وكانت فما فهو فهي بما مما the a an of in on at to
for by and or is are was were be what who when where how which
"""

STOP_WORDS = frozenset(_ROWS.split())
"""``written`` forms."""
