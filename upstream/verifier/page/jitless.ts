import { z } from 'zod';

// First import of the page: its content security policy forbids `eval`, which zod would otherwise probe for.
z.config({ jitless: true });
