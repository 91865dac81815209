"use strict";
document.querySelector("elsa-backend-provider").setAttribute("remote-endpoint", location.origin + "/elsa/api");
