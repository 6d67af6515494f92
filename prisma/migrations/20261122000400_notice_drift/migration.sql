-- A pause that somebody lifted outside Holdfast is neither observed nor still on its way.
ALTER TYPE "ScopeProgress" ADD VALUE 'drifted';
