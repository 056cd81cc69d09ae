"""Lets articles that hold certain words hang, devour memory or kill their process, wherever they are analysed.

Python imports this module in every process that has its folder on PYTHONPATH.
"""

import importlib.abc
import importlib.util
import os
import signal
import sys
import time


def _hang(article):
    time.sleep(10_000)


def _devour(article):
    held = []
    while True:
        held.append(bytearray(1 << 24))


def _die(article):
    os.kill(os.getpid(), signal.SIGKILL)


FAULTS = {"SABOTAGE-HANG": _hang, "SABOTAGE-DEVOUR": _devour, "SABOTAGE-DIE": _die}


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != "kzru_nlp.engine.analysis":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            analyse = module.analyse

            def sabotaged(article, *args, **options):
                for word, fault in FAULTS.items():
                    if word in article.text:
                        fault(article)
                return analyse(article, *args, **options)

            module.analyse = sabotaged

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, _Finder())
