import { z } from 'zod';

// First import of the window: the content security policy forbids `eval`, which zod would otherwise probe for.
z.config({ jitless: true });
