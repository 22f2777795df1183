/** The door: which connections are kept, whom a request speaks for, and the certificate shown. */
@NullMarked
package org.pantau.web.door;

import org.jspecify.annotations.NullMarked;
