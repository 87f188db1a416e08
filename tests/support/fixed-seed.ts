/**
 * The same examples in every run of `npm test`: a failure belongs to the change that brought it.
 * `FC_SEED=random` looks for new ones.
 */
import fc from 'fast-check';

if (process.env['FC_SEED'] !== 'random') fc.configureGlobal({ seed: 20_261_123 });
