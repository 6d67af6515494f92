// dependency-cruiser reads sources through the compiler API, which TypeScript 7 does not publish yet.
// Loaded before it, this hands it TypeScript 6 instead; everything else uses 7.
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) => {
    const isCompiler = specifier === 'typescript' || specifier.startsWith('typescript/');
    return next(isCompiler ? specifier.replace('typescript', 'typescript-6') : specifier, context);
  },
});
