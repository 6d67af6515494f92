import { registerHooks } from 'node:module';

// Node strips the types by itself; all that is missing is the project's way to name a file. A loader that
// compiles would take longer than the commands themselves.
const root = new URL('../../../', import.meta.url);

registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith('@/')
      ? next(new URL(`${specifier.slice(2)}.ts`, root).href, context)
      : next(specifier, context),
});
