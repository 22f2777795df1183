/** Tests of the HTTP edge: a real server, a real database, the JDK's client. */
@NullMarked
package org.pantau.web;

import org.jspecify.annotations.NullMarked;
