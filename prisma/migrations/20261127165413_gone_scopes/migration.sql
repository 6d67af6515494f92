-- XEM answered that it has no such agent, and its list says the same: neither refused nor still on its way.
ALTER TYPE "ScopeProgress" ADD VALUE 'gone';
