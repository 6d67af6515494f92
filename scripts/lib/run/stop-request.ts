export const askedToStop = Symbol('asked to stop');

/** Settles when the user, the system or the end of our parent asks to stop. */
export function stopRequest(): Promise<typeof askedToStop> {
  return new Promise((resolve) => {
    const stop = () => resolve(askedToStop);
    // Ctrl-C arrives several times: from the terminal, from npm and from the bootstrap. All mean the same.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    process.once('disconnect', stop);
    process.channel?.unref();
  });
}
