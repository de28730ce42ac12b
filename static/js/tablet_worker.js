// The service worker of the tablets. Whoever serves it puts a line before it that says what SHELL is.
import "./kiosk/service_worker.js";
