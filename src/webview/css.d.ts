// esbuild collects imported styles into dist/review.css.
declare module '*.css';
