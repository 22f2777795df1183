/** The HTTP edge: routes, problems, the page's files, and the live stream. Imports all but poll, read, normalise, net, database. */
@NullMarked
package org.pantau.web;

import org.jspecify.annotations.NullMarked;
