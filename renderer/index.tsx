import './jitless.ts';
import './theme/theme.css';
import { start } from './start.tsx';
import { connect } from './station.ts';

start(connect(window.bridge));
