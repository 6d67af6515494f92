// Loaded into every child: when the process that started it is gone, killed even, the channel closes and it ends too.
// Workers that the child starts inherit this import, and need their own channels as they are.
if (process.env.HOLDFAST_PARENT === String(process.ppid)) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}
