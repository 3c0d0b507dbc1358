"""
Errno numbers as Linux has them. The C library of the runtime numbers errors after WASI (ENOENT is 44), which shows in
`error.errno`, in texts (`[Errno 44]`) and in the constants of `errno`. What C code raises keeps its number inside, and
tells it translated; what Python code raises has Linux's already.
"""


def _linux_errno(LINUX, memory):
    import builtins
    import errno
    import gc
    import os

    wasi = {number: name for number, name in errno.errorcode.items()}
    to_linux = {number: LINUX[name] for number, name in wasi.items() if name in LINUX}
    to_wasi = {linux: number for number, linux in to_linux.items()}
    wasi_text = os.strerror
    texts = {number: wasi_text(number) for number in wasi}

    for name in [name for name in vars(errno) if name.startswith("E")]:
        delattr(errno, name)
    errno.errorcode.clear()
    for name, number in LINUX.items():
        setattr(errno, name, number)
        errno.errorcode.setdefault(number, name)
    os.strerror = lambda number: texts[to_wasi[number]] if number in to_wasi else f"Unknown error {number}"

    # The classes of OSError are chosen by number (PEP 3151): Linux's numbers choose too, where only they mean one.
    enoent = to_wasi[LINUX["ENOENT"]]
    classes = next(one for one in gc.get_objects() if type(one) is dict and one.get(enoent) is FileNotFoundError)
    for number, kind in list(classes.items()):
        classes.setdefault(to_linux[number], kind)

    inside = gc.get_referents(OSError.__dict__)[0]
    raw_errno, raw_args = inside["errno"], gc.get_referents(BaseException.__dict__)[0]["args"]

    def number_of(error):
        number = raw_errno.__get__(error)
        from_c = isinstance(number, int) and error.strerror == texts.get(number)
        # A text that both have at this number says nothing, and needs no change.
        return to_linux.get(number, number) if from_c else number

    def args_of(error):
        args = raw_args.__get__(error)
        return (number_of(error), *args[1:]) if len(args) > 1 and args[0] == raw_errno.__get__(error) else args

    def text_of(error):
        number, words = number_of(error), error.strerror
        if number is None or words is None:
            args = raw_args.__get__(error)
            return "" if not args else str(args[0]) if len(args) == 1 else str(args)
        if error.filename is None:
            return f"[Errno {number}] {words}"
        second = "" if error.filename2 is None else f" -> {error.filename2!r}"
        return f"[Errno {number}] {words}: {error.filename!r}{second}"

    def repr_of(error):
        args = args_of(error)
        inner = ", ".join(map(repr, args))
        return f"{type(error).__name__}({inner})"

    inside["errno"] = property(number_of, raw_errno.__set__)
    inside["args"] = property(args_of, raw_args.__set__)
    inside["__str__"], inside["__repr__"] = text_of, repr_of

    # Built-in types answer str() and repr() by slots: these shall look the methods up, as those of ordinary classes do.
    class Ordinary:
        __str__ = text_of
        __repr__ = repr_of

    kinds = [kind for kind in vars(builtins).values() if isinstance(kind, type) and issubclass(kind, OSError)]
    memory(id(Ordinary), [id(kind) for kind in {*kinds}])
