"""What is not there says so when it is asked for; and what nobody caught is shown without frames of ours."""


def _absent():
    import _kernel
    import _thread
    import subprocess
    import sys

    def no_thread(*_, **__):
        raise RuntimeError("can't start new thread: threads are not simulated in Drydock; real Python would start one")

    for name in ("start_new_thread", "start_new", "start_joinable_thread"):
        setattr(_thread, name, no_thread)
    threading = sys.modules.get("threading")
    if threading:
        threading._start_joinable_thread = no_thread

    def no_child(self, *_, **__):
        self.returncode = None
        self._child_created = False
        words = "subprocess is not simulated in Drydock; real Python would start a process. os.system runs a command"
        raise NotImplementedError(words)

    # The runtime has loaded it already.
    subprocess.Popen.__init__ = no_child

    show = sys.__excepthook__

    def without_ours(trace):
        while trace and trace.tb_frame.f_code.co_filename == "<drydock>":
            trace = trace.tb_next
        at = trace
        while at:
            after = at.tb_next
            while after and after.tb_frame.f_code.co_filename == "<drydock>":
                after = after.tb_next
            at.tb_next = after
            at = after
        return trace

    def excepthook(kind, error, trace):
        """Shows no frames of the simulation, which say nothing to whoever wrote the program."""
        seen = error
        while seen is not None:
            seen.__traceback__ = without_ours(seen.__traceback__)
            seen = seen.__cause__ or seen.__context__
        _kernel.uncaught(kind.__name__)
        show(kind, error, error.__traceback__)

    sys.excepthook = sys.__excepthook__ = excepthook


_absent()
del _absent
