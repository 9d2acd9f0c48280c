/** Where webpack's runtime looks for chunks; a module may set it. */
declare let __webpack_public_path__: string;
