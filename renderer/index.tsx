import './jitless.ts';
import { createRoot } from 'react-dom/client';

createRoot(document.getElementById('root')!).render(<h1>Tallypoint</h1>);
