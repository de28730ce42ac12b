// Where the tabs are wider than the phone, the one that is open comes into sight, without moving the page.
const tabs = document.querySelector(".mv-work-top nav"), open = tabs?.querySelector("[aria-current]");
if (open) tabs.scrollLeft = open.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - open.offsetWidth) / 2;
