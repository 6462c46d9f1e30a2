import './ui/tokens.css';
import './ui/base.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { cart, session } from './state/shop.ts';

void session.load();
void cart.load();

const root = document.getElementById('app');
if (root) render(<App />, root);
