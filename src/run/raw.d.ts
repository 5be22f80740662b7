/** A file as text: `import text from './some.sh?raw'`. Known to Vite and Vitest; the build has a plugin. */
declare module '*?raw' {
  const text: string;
  export default text;
}
