/** The build gives the code of `entry/worker-thread.ts` as a text. */
declare module '#worker-thread' {
  const code: string;
  export default code;
}
