// Types of the files that the builder understands (styles, asset addresses).
/// <reference types="vite/client" />
