// What `npm ci` of the small project installs: the packages that are there already.
import { rmSync, symlinkSync } from 'node:fs';

const [packages = ''] = process.argv.slice(2);
rmSync('node_modules', { recursive: true, force: true });
symlinkSync(packages, 'node_modules');
