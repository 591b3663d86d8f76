import './jitless.ts';
import './page.css';
import { startPage } from './page.ts';

startPage(document);
