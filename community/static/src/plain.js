// The entry without a bundle: the same modules, one by one. The socket's package is absent then, and live.js polls.
import "./app.js";
