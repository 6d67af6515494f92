// Loaded into every child: when the process that started it is gone, killed even, the channel closes and it ends too.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
