import './jitless.ts';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/frame.css';
import './theme/parts.css';
import './theme/serve.css';
import './theme/screens.css';
import { start } from './start.tsx';
import { connect } from './station.ts';

start(connect(window.bridge));
