import { argv } from 'node:process';

// `node out/bench/index.js [options]`, and what it starts once more for each thing measured in a process of its own. Only what
// is asked for is loaded: a measured process must not carry the rest.
if (argv[2] === '--job') await import('./job-process.ts');
else await import('./command.ts');
