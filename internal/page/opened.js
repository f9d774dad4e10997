// The address that opens the page is used up: the page stands at its own.
if (location.pathname === "/open") history.replaceState(null, "", "/");
