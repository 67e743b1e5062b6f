/** The part of the mini-program's own interface that the adapter uses. */

interface WxFailure {
  errMsg: string;
}

declare const wx: {
  request(options: {
    url: string;
    responseType: 'arraybuffer';
    success(answer: { statusCode: number; data: ArrayBuffer }): void;
    fail(failure: WxFailure): void;
  }): void;
  getFileSystemManager(): {
    readFile(options: {
      filePath: string;
      success(answer: { data: ArrayBuffer }): void;
      fail(failure: WxFailure): void;
    }): void;
  };
};

declare const WXWebAssembly: {
  instantiate(path: string, imports: object): Promise<{ instance: { exports: object } }>;
};
