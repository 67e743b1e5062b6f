/** The build gives the path data of an icon's file and the side of its square, not its markup. */
declare module '*.svg' {
  const icon: { path: string; size: number };
  export default icon;
}

/** What the files of the page that belong together have in common; the build works it out of their contents. */
declare const VERSION: string;

/** Side effects where imported bare; the bundled text in the element. */
declare module '*.css' {
  const text: string;
  export default text;
}
