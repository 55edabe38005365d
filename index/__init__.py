"""The layer that turns articles into an index on the disk.

What is an article?                       ``Article``
Here are articles; make them searchable.  ``Collection.create(path)``, ``add``, ``commit``
Here are files; read them.                ``readers``; with reports and updates, ``build``
How is Arabic text analysed?              ``analysis``, which knows nothing of storage
How does it lie on the disk?              ``local``
What can go wrong?                        ``errors``, one tree
"""

from .article import Article
from .collection import Collection
from .errors import (
    ArticleError,
    ClusterUnavailableError,
    ExtraMissingError,
    IndexCorruptError,
    IndexExistsError,
    IndexLockedError,
    IndexNotFoundError,
    IndexOutdatedError,
    IndexUntrustedError,
    JudgementsError,
    KashafError,
    SettingsError,
    StorageError,
    StorageFullError,
    UpdateRefusedError,
)

__all__ = [
    "Article",
    "ArticleError",
    "ClusterUnavailableError",
    "Collection",
    "ExtraMissingError",
    "IndexCorruptError",
    "IndexExistsError",
    "IndexLockedError",
    "IndexNotFoundError",
    "IndexOutdatedError",
    "IndexUntrustedError",
    "JudgementsError",
    "KashafError",
    "SettingsError",
    "StorageError",
    "StorageFullError",
    "UpdateRefusedError",
]
